"""The words of a PDF, page by page."""

from council_record.data.errors import refusal


def read(path, notes):
    """Return the words of a PDF that holds text."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
    except pypdfium2.PdfiumError as error:
        password = "password" in str(error).lower()
        told = "has a password. Save it without" if password else \
            f"is not a PDF that can be read ({error})"  # fmt: skip
        raise refusal(path, told) from None
    text = "\n".join(pages).replace("\r\n", "\n").replace("\ufffe", "-")
    if not text.strip():
        raise refusal(path, "holds pictures of pages, no text. Have it read by OCR first")
    return text
