package dev.cascade.streams.edge;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, as far as it tells callers apart. */
final class RemoteAddress {

  private static final int IP_V6_BYTES = 16;

  /** Whoever has an IPv6 address has all of its network: some 10^19 addresses. */
  private static final int NETWORK_BYTES = 8;

  private RemoteAddress() {}

  static String of(@Nullable SocketAddress address) {
    String host = address == null ? null : address.hostAddress();
    if (host == null) {
      return "unknown";
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    return bytes != null && bytes.length == IP_V6_BYTES
        ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
        : host;
  }
}
