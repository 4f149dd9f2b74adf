"""Google's token, Sheets and Drive services, as gspread and google-auth meet them."""
