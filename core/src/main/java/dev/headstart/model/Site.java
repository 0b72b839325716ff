package dev.headstart.model;

/** Places in an encoder where an {@link Adaptation} is asked. */
public enum Site {
    /** After the last layer; input and output are the last hidden state. */
    TOP
}
