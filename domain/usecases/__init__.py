"""What people and clocks make the service do.

Each use case is a plain function whose first argument is a transaction; the store runs it whole.
A use case never calls another one.
"""
