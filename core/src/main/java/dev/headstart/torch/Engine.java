package dev.headstart.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Where and how libtorch computes. Obtain one with {@link #start}; results are reproducible for equal threads, device
 * and precision.
 *
 * @param device    where tensors live
 * @param threads   threads inside one operation, at least 1
 * @param precision number format of matrix products
 */
public record Engine(Device device, int threads, Precision precision) {
    /** Places where tensors can live. */
    public enum Device {
        CPU, CUDA;

        /** @return {@code cpu} or {@code cuda} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Loads libtorch and sets its threads, once per process.
     *
     * @param threads at least 1, or 0 for libtorch's own choice (the number of cores)
     * @throws EngineException if another libtorch is installed system-wide, or the device is not there
     */
    public static Engine start(Device device, int threads, Precision precision) {
        if (threads < 0) {
            throw new IllegalArgumentException("--threads is " + threads + "; it must be at least 1, or 0 for all cores.");
        }
        NativeLibrary.load();
        if (device == Device.CUDA && !torch.hasCUDA()) {
            throw new EngineException("--device cuda: this build of the engine has no CUDA, or no GPU is visible. "
                    + "Build with 'mvn -Pcuda' on a machine with a GPU, or use --device cpu.");
        }
        int count = threads > 0 ? threads : torch.get_num_threads();
        boolean oneOnly = threadsCompete();
        openblas_nolapack.blas_set_num_threads(oneOnly && precision == Precision.BF16 ? 1 : count);
        torch.set_num_threads(oneOnly && precision == Precision.FP32 ? 1 : count);
        return new Engine(device, count, precision);
    }

    /**
     * libgomp's threads and OpenBLAS's both wait by spinning, and on the same cores keep each other from working (a step
     * takes 20 times longer). Only the environment of the process can change that, as the launcher does; without it, those get
     * the threads that compute the large products: OpenBLAS in fp32, libgomp (oneDNN) in bf16.
     */
    private static boolean threadsCompete() {
        return !"PASSIVE".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY")) && System.getenv("GOMP_SPINCOUNT") == null;
    }

    /** One engine on the CPU, fp32, libtorch's own number of threads. */
    public static Engine start() {
        return start(Device.CPU, 0, Precision.FP32);
    }

    /**
     * Loads libtorch and leaves everything as it comes: the engine that a program has which tunes nothing. For
     * comparisons; {@link #start} is faster.
     *
     * @param threads for all operations, or 0 for what libtorch takes by itself
     */
    public static Engine untuned(int threads) {
        NativeLibrary.load();
        if (threads > 0) {
            openblas_nolapack.blas_set_num_threads(threads);
            torch.set_num_threads(threads);
        }
        return new Engine(Device.CPU, torch.get_num_threads(), Precision.FP32);
    }

    /**
     * Seeds libtorch's global generator, from which dropout draws, for one step: what it drops then depends on no step before,
     * so that a loop can go on at any of them. Only loops of training may call this.
     *
     * @param step its number
     */
    public void seed(long seed, int step) {
        torch.manual_seed(new SplittableRandom(seed ^ ((long) step << Integer.SIZE)).nextLong());   // mixes: the generator takes 32 bits
    }

    /** @return a new int64 tensor [values.length] on this engine's device */
    public Tensor longs(long[] values) {
        return place(torch.tensor(values, new TensorOptions(torch.ScalarType.Long)));
    }

    /** @return a new fp32 tensor [values.length] on this engine's device */
    public Tensor floats(float[] values) {
        return place(torch.tensor(values, new TensorOptions(torch.ScalarType.Float)));
    }

    /** @return {@code tensor}, on this engine's device */
    public Tensor place(Tensor tensor) {
        if (device == Device.CPU) {
            return tensor;
        }
        TensorOptions onDevice = new TensorOptions(tensor.scalar_type())
                .device(new DeviceOptional(new org.bytedeco.pytorch.Device("cuda")));
        return tensor.to(onDevice, false, false, new org.bytedeco.pytorch.MemoryFormatOptional());
    }

    /**
     * All of engine and machine on which the last bits of a result may depend: libraries choose kernels by processor, and
     * divide work by threads.
     */
    public String numerics() {
        return describe() + ", " + torch.get_num_threads() + " outside products, " + torch.get_cpu_capability().getString()
                + ", OPENBLAS_CORETYPE " + System.getenv().getOrDefault("OPENBLAS_CORETYPE", "default") + ", " + processor();
    }

    /** @return its name as Linux has it, elsewhere only its architecture */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    /** @return e.g. {@code libtorch 2.10.0, cpu, 2 threads, fp32} */
    public String describe() {
        return "libtorch " + libraryVersion() + ", " + device + ", " + threads
                + (threads == 1 ? " thread, " : " threads, ") + precision;
    }

    /** @return e.g. {@code 2.10.0-1.5.13}: libtorch's version and its binding's */
    public static String libraryVersion() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
