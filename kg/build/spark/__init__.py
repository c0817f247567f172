"""Building on many machines: the functions of the local build as a job of Spark DataFrames.

PySpark is imported in this folder alone, and only when a build asks for it.
"""
