"""What the commands of the command line share: options, jobs, streams, failures, repairs."""
