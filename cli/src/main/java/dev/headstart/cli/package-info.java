/**
 * The command line: one class a command, each no more than options, calls of the library, and what is printed. Results
 * go to standard output, progress and messages to standard error.
 */
package dev.headstart.cli;
