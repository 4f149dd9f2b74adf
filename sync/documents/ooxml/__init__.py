"""The .xlsx format to the byte: a zip of XML parts that is read without trust and changed by
splicing, so that whatever is not meant stays as it is. Nothing here knows of OKRs."""
