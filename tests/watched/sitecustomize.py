"""Python imports this as it starts, where the folder is on its path: processes that tests start are watched too."""

import os

from watch import LOG, install

if os.environ.get(LOG):
    install(os.environ[LOG])
