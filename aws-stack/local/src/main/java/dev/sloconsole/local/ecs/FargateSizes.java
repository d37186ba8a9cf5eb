package dev.sloconsole.local.ecs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which memory goes with which CPU on Fargate.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">the table</a>
 */
final class FargateSizes {

    /** Mebibytes: from, to, and in steps of. */
    private record Memory(int least, int most, int step) {
        boolean allows(int mebibytes) {
            return mebibytes >= least && mebibytes <= most && (mebibytes - least) % step == 0;
        }
    }

    private static final int GIB = 1_024;
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?|\\.\\d{1,3})\\s*(vcpu|gb)?");

    /** By CPU units. */
    private static final Map<Integer, Memory> ALLOWED = Map.of(
            512, new Memory(GIB, 4 * GIB, GIB),
            1_024, new Memory(2 * GIB, 8 * GIB, GIB),
            2_048, new Memory(4 * GIB, 16 * GIB, GIB),
            4_096, new Memory(8 * GIB, 30 * GIB, GIB),
            8_192, new Memory(16 * GIB, 60 * GIB, 4 * GIB),
            16_384, new Memory(32 * GIB, 120 * GIB, 8 * GIB));

    private FargateSizes() {}

    /** Whether Fargate has that size; both amounts as a task definition writes them, such as 256 and 512, or 1 GB. */
    static boolean exist(String cpu, String memory) {
        int units = amount(cpu).orElse(0);
        int mebibytes = amount(memory).orElse(0);
        return units == 256
                ? mebibytes == 512 || mebibytes == GIB || mebibytes == 2 * GIB
                : Optional.ofNullable(ALLOWED.get(units))
                        .filter(m -> m.allows(mebibytes))
                        .isPresent();
    }

    /** With its unit, if any, made into CPU units or mebibytes. */
    static Optional<Integer> amount(String text) {
        var match = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(match.group(1));
        return Optional.of((int) Math.round(match.group(2) == null ? number : number * GIB));
    }
}
