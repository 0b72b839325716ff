/**
 * Files as such. Those that other people wrote are decoded strictly, with errors that say where a file is wrong and what
 * to do; ours are written whole or not at all; what was costly to compute is found again in a
 * {@link dev.headstart.io.Store}. The bottom of the library: it depends on nothing else in it.
 */
package dev.headstart.io;
