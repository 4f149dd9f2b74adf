"""The web page of a spreadsheet: what a person would see in Google Sheets, drawn plainly.

``grid.py`` turns a tab into what the page's script draws, ``looks.py`` formats into CSS,
``painting.py`` finds which conditional formats apply, ``charts.py`` draws charts as SVG, and
``routes.py`` serves them and takes a person's edits.
"""
