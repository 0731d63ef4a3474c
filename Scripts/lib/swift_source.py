"""Swift source with everything that is not code blanked, for the checks that look for words in it."""

import re

# The longest first: `"""` is also a `"`.
TOKEN = re.compile(r'//|/\*|(?P<hashes>#*)(?P<quotes>"""|")|[()]')


def code_of(text):
    """The text with comments and strings as spaces; its lines and columns stay where they are.

    What is interpolated into a string is code and stays.
    """
    kept = [character if character == "\n" else " " for character in text]
    _code(text, 0, kept, nested=False)
    return "".join(kept)


def _code(text, start, kept, nested):
    """Keeps code from `start` to the end, or to the `)` that ends an interpolation; returns where it ended."""
    depth, position = 0, start
    while match := TOKEN.search(text, position):
        kept[position : match.start()] = text[position : match.start()]
        token, position = match.group(), match.end()
        if token == "//":
            position = _end(text.find("\n", position), text)
        elif token == "/*":
            position = _comment(text, position)
        elif match["quotes"]:
            position = _string(text, position, kept, match["hashes"], match["quotes"])
        else:
            depth += 1 if token == "(" else -1
            if nested and depth < 0:
                return position
            kept[match.start()] = token
    kept[position:] = text[position:]
    return len(text)


def _comment(text, position):
    """Swift's block comments nest."""
    depth = 1
    while depth and (match := re.compile(r"/\*|\*/").search(text, position)):
        depth += 1 if match.group() == "/*" else -1
        position = match.end()
    return position if depth == 0 else len(text)


def _string(text, position, kept, hashes, quotes):
    escape = re.escape("\\" + hashes)
    token = re.compile(escape + r"(?P<open>\()?|" + quotes + hashes + ("|\n" if quotes == '"' else ""))
    while match := token.search(text, position):
        position = match.end()
        if match["open"]:
            position = _code(text, position, kept, nested=True)
        elif match.group().startswith("\\"):
            position += 1
        else:
            return position
    return len(text)


def _end(position, text):
    return len(text) if position < 0 else position
