package dev.cascade.testing.proxy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;

/** Kafka's requests and answers, as far as a proxy has to understand them. */
final class Frames {

  private static final int LARGEST = 100 * 1024 * 1024;
  private static final String HOST = "127.0.0.1";

  private Frames() {}

  /** What was asked, to understand the answer. */
  record Asked(ApiKeys request, short version, boolean isStep) {}

  static byte[] read(DataInputStream from) throws IOException {
    int size = from.readInt();
    if (size < 0 || size > LARGEST) {
      throw new IOException("A frame of " + size + " bytes");
    }
    byte[] frame = new byte[size];
    from.readFully(frame);
    return frame;
  }

  static void write(DataOutputStream to, byte[] frame) throws IOException {
    to.writeInt(frame.length);
    to.write(frame);
    to.flush();
  }

  static Asked asked(byte[] request) {
    ByteBuffer buffer = ByteBuffer.wrap(request);
    RequestHeader header = RequestHeader.parse(buffer);
    ApiKeys key = header.apiKey();
    boolean isStep =
        switch (key) {
          case PRODUCE,
              ADD_PARTITIONS_TO_TXN,
              ADD_OFFSETS_TO_TXN,
              TXN_OFFSET_COMMIT,
              END_TXN,
              OFFSET_COMMIT ->
              true;
          default -> false;
        };
    return new Asked(key, header.apiVersion(), isStep);
  }

  /** The answer, which names the proxy where it named the broker. */
  static byte[] named(Asked asked, byte[] answer, int port) {
    ByteBufferAccessor from = new ByteBufferAccessor(ByteBuffer.wrap(answer));
    short headerVersion = asked.request().responseHeaderVersion(asked.version());
    return switch (asked.request()) {
      case METADATA, FIND_COORDINATOR, DESCRIBE_CLUSTER -> {
        ResponseHeaderData header = new ResponseHeaderData(from, headerVersion);
        yield renamed(asked, from, port)
            .map(message ->
                joined(
                    MessageUtil.toByteBufferAccessor(header, headerVersion).buffer(),
                    MessageUtil.toByteBufferAccessor(message, asked.version()).buffer()))
            .orElse(answer);
      }
      default -> answer;
    };
  }

  private static Optional<ApiMessage> renamed(Asked asked, ByteBufferAccessor from, int port) {
    short version = asked.version();
    switch (asked.request()) {
      case METADATA -> {
        MetadataResponseData data = new MetadataResponseData(from, version);
        data.brokers().forEach(broker -> broker.setHost(HOST).setPort(port));
        return Optional.of(data);
      }
      case FIND_COORDINATOR -> {
        FindCoordinatorResponseData data = new FindCoordinatorResponseData(from, version);
        data.coordinators().stream()
            .filter(it -> it.errorCode() == 0)
            .forEach(it -> it.setHost(HOST).setPort(port));
        return Optional.of(data);
      }
      case DESCRIBE_CLUSTER -> {
        DescribeClusterResponseData data = new DescribeClusterResponseData(from, version);
        data.brokers().forEach(broker -> broker.setHost(HOST).setPort(port));
        return Optional.of(data);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static byte[] joined(ByteBuffer first, ByteBuffer second) {
    byte[] whole = new byte[first.remaining() + second.remaining()];
    int length = first.remaining();
    first.get(whole, 0, length);
    second.get(whole, length, second.remaining());
    return whole;
  }
}
