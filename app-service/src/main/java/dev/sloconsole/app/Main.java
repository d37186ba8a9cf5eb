package dev.sloconsole.app;

/**
 * Starts the service, or the {@link Gate} before Prometheus, and serves until the process is ended. Exit status 2 means
 * that the environment is wrong, 1 that the port is taken (or that {@code /kill} was asked for).
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (Settings.Invalid e) {
            System.err.println("Could not start the app service:\n" + e.getMessage());
            System.exit(2);
            return;
        }
        if (settings.gateTo().isPresent()) {
            var gate = new Gate(settings, settings.gateTo().get());
            if (!gate.start()) {
                notStarted(settings);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(gate::close, "shutdown"));
            System.out.println("Standing before " + settings.gateTo().get() + " at http://" + settings.bindAddress()
                    + ":" + gate.port());
            return;
        }
        var server = new AppServer(settings, TaskIdentity.read(settings.metadata()), AbruptExit::now);
        if (!server.start()) {
            notStarted(settings);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        System.out.println("Listening on http://" + settings.bindAddress() + ":" + server.port());
    }

    private static void notStarted(Settings settings) {
        System.err.println("Could not start the app service: " + settings.bindAddress() + ", TCP port "
                + settings.port() + ", cannot be listened on: it is already in use, or not an address of this"
                + " machine. Close the other program, or set PORT to a free port.");
        System.exit(1);
    }
}
