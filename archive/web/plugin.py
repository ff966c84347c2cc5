"""What Datasette finds when the package is installed: nothing yet but the name.

Pages for states, changes and disputes will be registered here, on the questions of the command line.
"""
