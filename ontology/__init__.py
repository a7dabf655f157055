"""What can be said: classes, properties and schemes in Turtle, and the constants generated from them.

May import: the standard library; pyoxigraph when generating.
"""
