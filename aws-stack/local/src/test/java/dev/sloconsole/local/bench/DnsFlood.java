package dev.sloconsole.local.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Asks a DNS server one question over UDP, with so many unanswered at a time, as fast as answers come. */
final class DnsFlood {

    private static final int UNANSWERED = 32;
    private static final long LOST_AFTER_MILLIS = 200;
    private static final int ANSWER_COUNT_AT = 6;
    private static final int ID_AT = 0;

    private final byte[] question;

    DnsFlood(String name) throws IOException {
        this.question = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN))
                .toWire();
    }

    /** Waits until a server that was just started answers. */
    void awaitAnswer(InetSocketAddress server, Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!answers(server)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(server + " did not answer within " + atMost.toSeconds() + " s.");
            }
            Thread.sleep(20);
        }
    }

    private boolean answers(InetSocketAddress server) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout((int) LOST_AFTER_MILLIS);
            socket.send(new DatagramPacket(question, question.length));
            socket.receive(new DatagramPacket(new byte[4096], 4096));
            return true;
        } catch (PortUnreachableException | SocketTimeoutException e) {
            return false;
        }
    }

    /** Answers a second over the time given; an answer without a record is a failure. */
    double answersPerSecond(InetSocketAddress server, long nanos) throws IOException {
        try (var channel = DatagramChannel.open();
                var selector = Selector.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ);
            var out = ByteBuffer.allocateDirect(question.length).put(question).flip();
            var in = ByteBuffer.allocateDirect(4096);
            long start = System.nanoTime();
            long answers = 0;
            int unanswered = 0;
            short id = 0;
            while (System.nanoTime() - start < nanos) {
                for (; unanswered < UNANSWERED; unanswered++) {
                    out.putShort(ID_AT, id++).rewind();
                    channel.write(out);
                }
                if (selector.select(LOST_AFTER_MILLIS) == 0) {
                    unanswered = 0;
                }
                selector.selectedKeys().clear();
                while (channel.read(in.clear()) > 0) {
                    if (in.getShort(ANSWER_COUNT_AT) == 0) {
                        throw new UnknownHostException(server + " has no answer.");
                    }
                    answers++;
                    unanswered = Math.max(0, unanswered - 1);
                }
            }
            return answers * 1e9 / (System.nanoTime() - start);
        }
    }
}
