package dev.cascade.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one write buffer budget for all RocksDB stores of the process, so that its
 * memory does not grow with the number of stores and partitions. Follows the memory management
 * chapter of the Kafka Streams documentation.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /** Configuration key: bytes for all stores together. */
  public static final String TOTAL_BYTES = "cascade.rocksdb.total.bytes";

  private static final int WRITE_BUFFERS = 2;

  private static @Nullable Cache cache;
  private static @Nullable WriteBufferManager writeBuffers;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    long totalBytes = Long.parseLong(String.valueOf(configs.get(TOTAL_BYTES)));
    Cache shared = shared(totalBytes);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(shared);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(writeBuffers);
    options.setWriteBufferSize(totalBytes / 8);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    options.setTableFormatConfig(table);
  }

  /** The shared parts live as long as the process. */
  private static synchronized Cache shared(long totalBytes) {
    Cache existing = cache;
    if (existing == null) {
      existing = new LRUCache(totalBytes);
      cache = existing;
      writeBuffers = new WriteBufferManager(totalBytes / 2, existing);
    }
    return existing;
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the write buffers are shared; the store's own options are closed by the store.
  }
}
