/**
 * Apache Parquet, the format in which data sets are published today, read as far as corpora need it: columns of text, whole
 * numbers, truth values, or lists of them. {@link dev.headstart.parquet.ParquetFile} is the way in.
 *
 * <p>A file is a sequence of row groups, each a chunk per column, each chunk a sequence of pages; a footer says where they are
 * (https://parquet.apache.org/docs/file-format). Footer and page headers are in Thrift's compact protocol. How a row's null,
 * list and elements are told apart, by a definition and a repetition level for each value, is Dremel's (Melnik et al. 2010).
 *
 * <p>Nothing that a file claims is believed before it is compared with the file's size or a limit, so that a hostile file costs
 * neither memory nor time.
 */
package dev.headstart.parquet;
