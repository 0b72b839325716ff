/** Small programs that use the library. Each stands alone: it can be copied, or run as one file by {@code java -cp 'lib/*'}. */
package dev.headstart.examples;
