package dev.sloconsole.app;

/** Starts the app with the settings of its environment. Exit status 2: the environment is not usable. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (Settings.InvalidSettings e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        quiet();
        var task = settings.metadata().map(TaskIdentity::ask).orElse(TaskIdentity.UNKNOWN);
        try {
            var server = new AppServer(settings, task, new SuddenDeath()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            System.out.println("Task " + task.id() + " at " + task.address() + " listens on port " + server.port() + ".");
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Helidon tells its features at every start; a task's log is read by students. */
    static void quiet() {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    }
}
