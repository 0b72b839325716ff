/**
 * Reading files that other people wrote: strict decoding, and errors that say where a file is wrong and what to do.
 * The bottom of the library: it depends on nothing else in it.
 */
package dev.headstart.io;
