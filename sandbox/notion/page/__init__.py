"""The web page of the Notion sandbox: what people would see in Notion, drawn plainly.

``drawing`` gathers what the page's script draws of one page or database: values from ``cells``,
views from ``looking``, groups and charts from ``groups`` and ``charts``, content from ``blocks``,
what stands around from ``sides``. ``acts`` takes what people do there, and ``routes`` serves it.
"""
