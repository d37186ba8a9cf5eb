package dev.sloconsole.local.dns;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * From a packet to the packet that answers it, whatever arrives: what is no question is refused here (RFC 1035, EDNS of
 * RFC 6891, one question only by RFC 9619), and a {@link Responder} sees well-formed questions alone. Safe for use by
 * several threads.
 */
final class Packets {

    /** What we tell others we can take over UDP: what fits every path unfragmented (DNS flag day 2020). */
    static final int UDP_PAYLOAD = 1232;

    private static final Logger LOG = LoggerFactory.getLogger(Packets.class);
    private static final int HEADER_BYTES = 12;
    private static final int PLAIN_UDP_BYTES = 512;
    private static final int STREAM_BYTES = 65_535;
    /** The part of BADVERS (16) that goes into the OPT record; the header's part is 0. */
    private static final int BAD_VERSION_UPPER = Rcode.BADVERS >> 4;

    private static final Set<Integer> TRANSFERS = Set.of(Type.AXFR, Type.IXFR, Type.MAILA, Type.MAILB);
    private static final Set<Integer> NO_QUESTIONS = Set.of(Type.OPT, Type.TSIG, Type.TKEY);

    private final String server;
    private final Responder responder;
    private final WireAnswers known = new WireAnswers();

    Packets(String server, Responder responder) {
        this.server = server;
        this.responder = responder;
    }

    /**
     * What goes back: nothing for what is not even a header, or an answer itself.
     *
     * @param stream over TCP, where nothing is cut
     */
    Optional<byte[]> answer(byte[] packet, boolean stream) {
        if (packet.length < HEADER_BYTES || (packet[2] & 0x80) != 0) {
            return Optional.empty();
        }
        if (!stream && responder instanceof Repeating repeating) {
            var revision = repeating.revision();
            var before = known.find(packet, revision);
            if (before != null) {
                return Optional.of(before);
            }
            return answer(packet, false, (query, answer) -> {
                if (repeating.repeats(query)) {
                    known.keep(packet, answer, revision);
                }
            });
        }
        return answer(packet, stream, (query, answer) -> {});
    }

    /** @param answered gets what was well-formed, with its answer */
    private Optional<byte[]> answer(byte[] packet, boolean stream, BiConsumer<Message, byte[]> answered) {
        if (((packet[2] >> 3) & 0x0f) != Opcode.QUERY) {
            return Optional.of(refusal(packet, Rcode.NOTIMP));
        }
        Message query;
        try {
            query = new Message(packet);
        } catch (IOException | RuntimeException e) {
            return Optional.of(refusal(packet, Rcode.FORMERR));
        }
        try {
            if (query.getSection(Section.QUESTION).size() != 1 || !wellFormedEdns(query)) {
                return Optional.of(refusal(packet, Rcode.FORMERR));
            }
            var answer = answer(query).toWire(limit(query, stream));
            answered.accept(query, answer);
            return Optional.of(answer);
        } catch (RuntimeException e) {
            LOG.warn("{}: could not answer {}", server, query.getQuestion(), e);
            return Optional.of(refusal(packet, Rcode.SERVFAIL));
        }
    }

    private Message answer(Message query) {
        var opt = query.getOPT();
        if (opt != null && opt.getVersion() != 0) {
            var reply = replyTo(query);
            reply.removeAllRecords(Section.ADDITIONAL);
            reply.addRecord(new OPTRecord(UDP_PAYLOAD, BAD_VERSION_UPPER, 0), Section.ADDITIONAL);
            return reply;
        }
        var question = query.getQuestion();
        if (NO_QUESTIONS.contains(question.getType())) {
            return refused(query, Rcode.FORMERR);
        }
        if (question.getDClass() != DClass.IN || TRANSFERS.contains(question.getType())) {
            return refused(query, Rcode.REFUSED);
        }
        return responder.answer(query);
    }

    private static boolean wellFormedEdns(Message query) {
        if (query.getSection(Section.ADDITIONAL).isEmpty()) {
            return true;
        }
        var opts = query.getSection(Section.ADDITIONAL).stream()
                .filter(OPTRecord.class::isInstance)
                .toList();
        return opts.size() <= 1 && opts.stream().map(Record::getName).allMatch(name -> name.labels() == 1);
    }

    private static int limit(Message query, boolean stream) {
        if (stream) {
            return STREAM_BYTES;
        }
        var opt = query.getOPT();
        return opt == null ? PLAIN_UDP_BYTES : Math.clamp(opt.getPayloadSize(), PLAIN_UDP_BYTES, UDP_PAYLOAD);
    }

    private static Message refused(Message query, int rcode) {
        var reply = replyTo(query);
        reply.getHeader().setRcode(rcode);
        return reply;
    }

    /** An empty answer to a query: its id, its question letter for letter, its EDNS if it has any. */
    static Message replyTo(Message query) {
        var reply = new Message(query.getHeader().getID());
        var header = reply.getHeader();
        header.setFlag(Flags.QR);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getOPT() != null) {
            reply.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        return reply;
    }

    /** For what could not be read further than its header. */
    private static byte[] refusal(byte[] packet, int rcode) {
        var header = new Header(((packet[0] & 0xff) << 8) | (packet[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setOpcode((packet[2] >> 3) & 0x0f);
        header.setRcode(rcode);
        return header.toWire();
    }
}
