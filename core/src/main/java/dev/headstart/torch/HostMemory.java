package dev.headstart.torch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** The memory in which a tensor's values lie, for files to be read into and written from without a copy. */
public final class HostMemory {
    private static final long WINDOW_BYTES = 1L << 30;   // a Java buffer ends at 2 GiB

    private HostMemory() {}

    /**
     * @param tensor contiguous, on the CPU; the windows are valid only while it lives
     * @return its bytes, row-major, in consecutive windows; none when it has no elements
     */
    public static List<ByteBuffer> windows(Tensor tensor) {
        if (!tensor.is_cpu() || !tensor.is_contiguous()) {
            throw new IllegalArgumentException("Only a contiguous tensor on the CPU shows its memory; "
                    + "call cpu().contiguous() first.");
        }
        return windows(tensor, WINDOW_BYTES);
    }

    /** @return bytes of memory that the machine has */
    public static long installed() {
        NativeLibrary.load();   // sets what the binding reads once, when it is first used
        return Pointer.totalPhysicalBytes();
    }

    static List<ByteBuffer> windows(Tensor tensor, long windowBytes) {
        List<ByteBuffer> windows = new ArrayList<>();
        long bytes = tensor.nbytes();
        for (long begin = 0; begin < bytes; begin += windowBytes) {
            // moved by getPointer: a buffer taken at a position spans everything from 0 on, which ends at 2 GiB
            BytePointer start = new BytePointer(tensor.data_ptr()).getPointer(begin);
            windows.add(start.limit(Math.min(windowBytes, bytes - begin)).asByteBuffer());
        }
        return windows;
    }
}
