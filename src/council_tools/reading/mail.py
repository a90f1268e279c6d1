"""The subject and the words of an e-mail."""

from council_record.data.errors import problem, refusal
from council_tools.reading import web


def read(path, notes):
    """Return the subject and the text of an e-mail; its web page where it has no plain text."""
    import email
    from email import policy

    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain", "html"))
    try:
        text = body.get_content() if body else ""
    except (LookupError, UnicodeError):
        raise refusal(path, "is an e-mail whose text cannot be decoded. Save it as text") from None
    if not text.strip():
        told = "is an e-mail without a text. Save what it brings as files of their own"
        raise refusal(path, told)
    if "\ufffd" in text:
        raise refusal(path, "is an e-mail with a text that is damaged. Save it as text")
    if more := [part.get_filename() or "a file" for part in message.iter_attachments()]:
        notes.append(problem(path, f"brings {', '.join(more)}, not read. Save what matters apart"))
    text = web.words(text) if body.get_content_type() == "text/html" else text
    return f"{message['subject'] or ''}\n\n{text}".lstrip().replace("\r\n", "\n")
