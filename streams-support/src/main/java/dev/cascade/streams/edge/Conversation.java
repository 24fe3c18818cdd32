package dev.cascade.streams.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection: since when a request is coming in. It stands before everything
 * that understands the bytes, so it sees them while nothing else has made a request of them yet.
 * The connection's thread writes it, another one reads.
 */
final class Conversation extends ChannelDuplexHandler {

  private static final long NEVER = Long.MIN_VALUE;

  /** Who was answered before he had said all has that long to read the answer and stop. */
  private static final long ANSWERED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private volatile long headSince = NEVER;
  private volatile long bodySince = NEVER;
  private volatile long answeredSince = NEVER;
  private volatile @Nullable HttpServerRequest withBody;
  private boolean answering;
  private @Nullable ChannelHandlerContext context;

  /** Which part of a request is late. */
  enum Late {
    NOTHING,
    HEAD,
    BODY
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    Conversations.began(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    Conversations.ended(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    headSince = System.nanoTime();
    active.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    Conversations.ended(this);
    withBody = null;
    inactive.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object bytes) {
    if (!answering && headSince == NEVER) {
      headSince = System.nanoTime();
    }
    reading.fireChannelRead(bytes);
  }

  /** Whatever is written while there is no request is about bytes that make none. */
  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
    ByteBuf told = !answering && message instanceof ByteBuf bytes ? RefusedHead.told(bytes) : null;
    var _ = writing.write(told == null ? message : told, promise);
  }

  /** The head of a request is there; its body may not be. */
  void begins(HttpServerRequest request, boolean hasBody) {
    answering = true;
    headSince = NEVER;
    answeredSince = NEVER;
    bodySince = hasBody ? System.nanoTime() : NEVER;
    withBody = hasBody ? request : null;
  }

  /** The request is answered, whether all of it was there or not. */
  void ends() {
    answering = false;
    HttpServerRequest request = withBody;
    if (request != null && !request.isEnded()) {
      answeredSince = System.nanoTime();
    } else {
      withBody = null;
    }
  }

  /** What is late by now. */
  Late late(long headNanos, long bodyNanos) {
    long now = System.nanoTime();
    if (isOver(headSince, headNanos, now)) {
      return Late.HEAD;
    }
    HttpServerRequest request = withBody;
    boolean isBodyLate =
        isOver(bodySince, bodyNanos, now) || isOver(answeredSince, ANSWERED_NANOS, now);
    return isBodyLate && request != null && !request.isEnded() ? Late.BODY : Late.NOTHING;
  }

  private static boolean isOver(long since, long nanos, long now) {
    return since != NEVER && now - since > nanos;
  }

  /** Ends the connection. */
  void cutOff() {
    if (context != null) {
      var _ = context.close();
    }
  }
}
