from .demo_marker import DemoMarker

__all__ = ["DemoMarker"]
