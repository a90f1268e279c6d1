"""Run the command line of council_tools, by the name that it had until version 0.1."""

import runpy

runpy.run_module("council_tools", run_name="__main__", alter_sys=True)
