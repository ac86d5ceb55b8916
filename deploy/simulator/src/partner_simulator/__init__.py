"""A finance partner that answers by itself, for the demo, tests and integrators.

It knows of the dealership only what the partner guide says, and signs with the public `standardwebhooks` library.
"""

from partner_simulator.app import Simulator, create_simulator
from partner_simulator.decision import Decision, decide

__all__ = ["Decision", "Simulator", "create_simulator", "decide"]
