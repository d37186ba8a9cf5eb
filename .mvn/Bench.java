import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a module's benchmarks if the module is one of those that were asked for, and not built only because those need it.
 *
 * <p>Arguments: the module's name and folder, its main class, and what that takes. The property {@code bench.selected} is
 * what Maven was given with {@code -pl}, in brackets; without any, everything is measured.
 */
final class Bench {

    public static void main(String[] args) throws Exception {
        var selected = System.getProperty("bench.selected", "[]").replaceAll("[\\[\\] ]", "");
        var folder = Path.of(args[1]);
        boolean wanted = selected.isEmpty()
                || Arrays.stream(selected.split(","))
                        .anyMatch(name -> name.endsWith(":" + args[0])
                                || folder.endsWith(Path.of(name).normalize()));
        if (wanted) {
            Class.forName(args[2]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 3, args.length));
        } else {
            System.out.println(args[0] + " is not measured: only " + selected + " was asked for.");
        }
    }

    private Bench() {}
}
