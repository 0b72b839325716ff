package dev.headstart.parquet;

/** What is wrong inside a file, and what to do; {@link ParquetFile} adds which file and where. */
final class ParquetException extends RuntimeException {
    /** What to do where the usual way of writing helps. */
    static final String WRITE_AGAIN = "Write it again, e.g. in Python with pyarrow.parquet.write_table(table, file).";
    /** What to do where there is too much. */
    static final String DIVIDE = "Write it in several files, train-00000-of-00002.parquet and so on.";
    /** What to do where a column is of the wrong kind. */
    static final String OTHER_COLUMN = "Name another column, or write this one as text, e.g. in Python after column.cast('string').";
    /** What to do where nothing can be read without a key. */
    static final String DECRYPT = "Decrypt it first: read it with its key and write it without.";
    private static final long serialVersionUID = 1L;

    private ParquetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param what breaks the format's rules, without a full stop */
    static ParquetException damaged(String what) {
        return damaged(what, null);
    }

    static ParquetException damaged(String what, Throwable cause) {
        return new ParquetException(what + ". The file is damaged: fetch or copy it again.", cause);
    }

    /**
     * @param what   the format allows but is not read here, without a full stop
     * @param advice what to do, a sentence
     */
    static ParquetException unsupported(String what, String advice) {
        return new ParquetException(what + ", which is not read here. " + advice, null);
    }
}
