package dev.headstart.checkpoint;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.ReadFully;
import dev.headstart.torch.HostMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** A safetensors file, open for reading and known to be whole: its header accounts for every byte. */
public final class SafetensorsFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, FileChannel channel, SafetensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.header = header;
    }

    /**
     * @throws MalformedFileException if the file is missing, cut short or otherwise not what its header says
     * @throws DiskException   if the disk refuses
     */
    public static SafetensorsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new MalformedFileException(path, "", "there is no such file. Check the path, or download it again.");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new SafetensorsFile(path, channel, SafetensorsHeader.read(path, channel));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DiskException("Cannot read", path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** @return names of all tensors, in the header's order */
    public List<String> names() {
        return List.copyOf(header.tensors().keySet());
    }

    /** @throws IllegalArgumentException if there is no such tensor */
    public TensorLayout layout(String name) {
        return slice(name).layout();
    }

    /** @return format of the tensor's elements */
    public ElementType type(String name) {
        return layout(name).type();
    }

    /** @return sizes; empty for a scalar */
    public List<Long> shape(String name) {
        return layout(name).shape();
    }

    /** @return the file's own remarks, e.g. format = pt */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** @return a copy on the CPU in the file's type, which belongs to the open scope */
    public Tensor read(String name) {
        SafetensorsHeader.Slice slice = slice(name);
        TensorLayout layout = slice.layout();
        Tensor tensor = torch.empty(layout.sizes(), new TensorOptions(layout.type().scalarType()), null);
        long position = header.dataStart() + slice.begin();
        try {
            for (ByteBuffer window : HostMemory.windows(tensor)) {
                ReadFully.into(window, channel, position);
                position += window.limit();
            }
        } catch (IOException e) {
            throw new DiskException("Cannot read tensor '" + name + "' of", path, e);
        }
        return tensor;
    }

    /** @return the tensor's bytes, to be written to another file while this one is open */
    public Payload raw(String name) {
        SafetensorsHeader.Slice slice = slice(name);
        return new Payload.OfFile(channel, header.dataStart() + slice.begin(), slice.layout());
    }

    private SafetensorsHeader.Slice slice(String name) {
        SafetensorsHeader.Slice slice = header.tensors().get(name);
        if (slice == null) {
            throw new IllegalArgumentException("There is no tensor '" + name + "' in " + path + "; there are "
                    + names() + ".");
        }
        return slice;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DiskException("Cannot close", path, e);
        }
    }
}
