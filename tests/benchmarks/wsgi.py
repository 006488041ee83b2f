from intlstrategy.wsgi import application

__all__ = ["application"]
