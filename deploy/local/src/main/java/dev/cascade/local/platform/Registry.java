package dev.cascade.local.platform;

import java.util.List;

/** The schema registry that services use. */
public sealed interface Registry permits SchemaRegistry, ForeignRegistry {

  /** The base URL; the Confluent-compatible API is under {@code /apis/ccompat/v7}. */
  String url();

  /** Registers schemas here, as the one who may. */
  SchemaInstaller installer();

  /** Whether it answers. */
  boolean isReady();

  /** What of it is a process of this ecosystem. */
  List<PlatformServer> servers();
}
