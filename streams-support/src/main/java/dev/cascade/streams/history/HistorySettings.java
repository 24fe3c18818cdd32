package dev.cascade.streams.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one question about the past may cost, and how many are answered at one moment. */
@ConfigMapping(prefix = "cascade.history")
public interface HistorySettings {

  /** Questions that are answered at one moment on this instance; the next is refused. */
  @WithDefault("4")
  int readers();

  /** Records that one question reads at most. */
  @WithDefault("200000")
  int mostRecords();

  /** Bytes of keys and values that one question reads at most. */
  @WithDefault("67108864")
  long mostBytes();

  /** Records that one question keeps at most. */
  @WithDefault("2000")
  int mostFound();
}
