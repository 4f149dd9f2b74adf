"""The cells: typing, computing, showing and addressing them, as the spreadsheet's locale has it.

`references` rewrites formulas when the grid changes, `calculator` hands them to IronCalc, `typed`
reads what a person types, `display` gives a cell's JSON; none of them knows a request.
"""
