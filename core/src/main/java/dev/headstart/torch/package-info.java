/**
 * The only place that knows ownership, threads, precision, device and random state of libtorch.
 *
 * <p>One rule for native tensors: the innermost open {@code PointerScope} owns every tensor; a result leaves only
 * through {@link dev.headstart.torch.Scope#tidy}; a long-lived tensor has one {@code AutoCloseable} owner
 * ({@link dev.headstart.torch.Owner}).
 */
package dev.headstart.torch;
