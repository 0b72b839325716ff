package dev.headstart.parquet;

/** What is wrong inside a file, and what to do; {@link ParquetFile} adds which file and where. */
final class ParquetException extends RuntimeException {
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

    /** @param what the format allows but is not read here, without a full stop */
    static ParquetException unsupported(String what) {
        return new ParquetException(what + ", which is not read here. Write it again, e.g. in Python with "
                + "pyarrow.parquet.write_table(table, file), what is too large in several files.", null);
    }
}
