"""The handler that AWS's runtime for Python serves: as little as there can be."""


def handle(event, context):
    return event
