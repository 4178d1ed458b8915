"""What lets programs find, cite and follow the data: descriptions, catalogue, versions, feed, calendar, site map.

Each module makes one document; ``routes`` says where they stand, ``head`` points to them from every page.
"""
