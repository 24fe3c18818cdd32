package dev.cascade.streams.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets Netty look for {@link Conversations}. It reads the property once, before it opens the first
 * server; the configuration is the first of a service's code to run.
 */
public final class NettyExtensions implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }
}
