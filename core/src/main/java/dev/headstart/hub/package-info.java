/**
 * Models and data sets from the Hugging Face hub, by name: {@link dev.headstart.hub.Hub} is the way in.
 *
 * <p>Files lie in the standard cache, as Python's huggingface_hub lays it out, so that what either fetches the other finds.
 * Beyond what that client does, a download that broke off goes on in the next run, and no file is shown before its content has
 * the hash that the hub names. A revision is resolved to its commit once, and files are asked for by commit.
 */
package dev.headstart.hub;
