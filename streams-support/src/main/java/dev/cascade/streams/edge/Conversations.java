package dev.cascade.streams.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a {@link Conversation} before each connection that a server of this process accepts. Netty
 * makes it, as it stands in {@code META-INF/services} and {@link NettyExtensions} says that it may,
 * so what it knows is in a static place. Quarkus and Vert.x have no place for code that sees a
 * connection before its first request.
 */
public final class Conversations extends ChannelInitializerExtension {

  private static final Set<Conversation> OPEN = ConcurrentHashMap.newKeySet();

  @Override
  public void postInitializeServerChildChannel(Channel accepted) {
    accepted.pipeline().addFirst(new Conversation());
  }

  static void began(Conversation conversation) {
    OPEN.add(conversation);
  }

  static void ended(Conversation conversation) {
    OPEN.remove(conversation);
  }

  /** Those that are going on. */
  static Set<Conversation> open() {
    return OPEN;
  }
}
