package dev.sloconsole.grafana;

/** Starts the viewer with the settings of its environment, which are Grafana's. Exit status 2: they are not usable. */
public final class ViewerMain {

    private ViewerMain() {}

    public static void main(String[] args) {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        try {
            var settings = ViewerSettings.from(System.getenv());
            var server = new ViewerServer(settings, Provisioning.read(settings.provisioning())).start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            System.out.println("The viewer listens on port " + server.port() + ".");
        } catch (InvalidProvisioning e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
