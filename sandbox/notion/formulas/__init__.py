"""The language of formulas: read, checked against the columns it names, written back as Notion
writes it, and evaluated for one row. Columns stand in it as tokens that hold their ids, so that
renaming changes nothing."""
