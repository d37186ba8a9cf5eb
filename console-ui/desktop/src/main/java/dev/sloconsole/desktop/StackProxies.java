package dev.sloconsole.desktop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Sends this JVM's requests for the local stack's names and addresses through its router, and no others; the embedded
 * browser asks here. Nothing else is proxied: what is not the stack's is on this machine.
 */
final class StackProxies extends ProxySelector {

    private final Proxy router;

    private StackProxies(InetSocketAddress router) {
        this.router = new Proxy(Proxy.Type.HTTP, router);
    }

    static void use(InetSocketAddress router) {
        ProxySelector.setDefault(new StackProxies(router));
    }

    @Override
    public List<Proxy> select(URI uri) {
        var host = uri.getHost();
        boolean stack = host != null
                && (host.endsWith(".sre.local") || host.startsWith("203.0.113.") || host.startsWith("10.42."));
        return List.of(stack ? router : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        System.getLogger(StackProxies.class.getName())
                .log(System.Logger.Level.DEBUG, () -> "The router did not answer for " + uri + ": " + e.getMessage());
    }
}
