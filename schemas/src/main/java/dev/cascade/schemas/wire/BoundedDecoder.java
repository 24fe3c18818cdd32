package dev.cascade.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding, read from bytes that anybody may have written. Avro's own decoder makes
 * room for as many elements, characters or bytes as a length in the data says, up to two billion,
 * before it sees that they are not there; one wrong byte is then an {@link OutOfMemoryError}, which
 * ends whoever reads. Here a length that is greater than the whole of the data is an {@link
 * EOFException}.
 *
 * <p>So an array may not have more elements than the data has bytes. Only elements without a byte
 * of their own, nulls and records without fields, could be more, and no schema of Cascade has such
 * arrays. One thread uses it at a time.
 */
public final class BoundedDecoder extends Decoder {

  private static final byte[] NOTHING = {};

  private final Utf8 scratch = new Utf8();
  private BinaryDecoder data;
  private int size;

  /** Reads nothing until it is given data. */
  public BoundedDecoder() {
    this(NOTHING, 0);
  }

  /**
   * Reads this data.
   *
   * @param bytes that it reads to their end
   * @param offset where the data begins
   */
  public BoundedDecoder(byte[] bytes, int offset) {
    size = bytes.length - offset;
    data = DecoderFactory.get().binaryDecoder(bytes, offset, size, null);
  }

  /**
   * Begins with other data.
   *
   * @param bytes that it reads to their end
   * @param offset where the data begins
   * @return this
   */
  public BoundedDecoder on(byte[] bytes, int offset) {
    data = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, data);
    size = bytes.length - offset;
    return this;
  }

  /** Whether all data is read. */
  public boolean isEnd() throws IOException {
    return data.isEnd();
  }

  private int length() throws IOException {
    return Math.toIntExact(bounded(data.readLong()));
  }

  private long bounded(long claimed) throws EOFException {
    if (claimed < 0 || claimed > size) {
      throw new EOFException("A length of " + claimed + " in " + size + " bytes");
    }
    return claimed;
  }

  @Override
  public void readNull() throws IOException {
    data.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return data.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return data.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return data.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return data.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return data.readDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    int length = length();
    Utf8 text = old == null ? new Utf8() : old;
    text.setByteLength(length);
    data.readFixed(text.getBytes(), 0, length);
    return text;
  }

  @Override
  public String readString() throws IOException {
    return readString(scratch).toString();
  }

  @Override
  public void skipString() throws IOException {
    data.skipFixed(length());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    int length = length();
    ByteBuffer bytes =
        old != null && old.hasArray() && length <= old.capacity()
            ? old.clear()
            : ByteBuffer.allocate(length);
    data.readFixed(bytes.array(), bytes.arrayOffset(), length);
    return bytes.limit(length);
  }

  @Override
  public void skipBytes() throws IOException {
    data.skipFixed(length());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    data.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    data.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return data.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return data.readIndex();
  }

  @Override
  public long readArrayStart() throws IOException {
    return bounded(data.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return bounded(data.arrayNext());
  }

  @Override
  public long skipArray() throws IOException {
    return bounded(data.skipArray());
  }

  @Override
  public long readMapStart() throws IOException {
    return bounded(data.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return bounded(data.mapNext());
  }

  @Override
  public long skipMap() throws IOException {
    return bounded(data.skipMap());
  }
}
