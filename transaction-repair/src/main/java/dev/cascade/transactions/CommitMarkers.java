package dev.cascade.transactions;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Writes the marker of a committed transaction, as its coordinator would have. Kafka's own clients
 * have a method for aborting only ({@code Admin.abortTransaction}).
 */
final class CommitMarkers {

  private static final int OLDER_PROTOCOL = 0;

  private final BrokerRequests requests;

  CommitMarkers(BrokerRequests requests) {
    this.requests = requests;
  }

  /**
   * Ends the transaction on its partition.
   *
   * @param leader of that partition
   * @throws org.apache.kafka.common.errors.ApiException when the leader refuses
   * @throws IOException when it does not answer
   */
  void write(OpenTransaction open, Node leader) throws IOException {
    // The marker carries the epoch of the records, which protocol 2 would not let a coordinator do.
    TxnMarkerEntry marker =
        new TxnMarkerEntry(
            open.producerId(),
            (short) open.producerEpoch(),
            open.coordinatorEpoch(),
            TransactionResult.COMMIT,
            List.of(open.partition()),
            (short) OLDER_PROTOCOL);
    WriteTxnMarkersResponse answer =
        (WriteTxnMarkersResponse)
            requests.send(new WriteTxnMarkersRequest.Builder(List.of(marker)), leader);
    Errors error =
        answer
            .errorsByProducerId()
            .getOrDefault(open.producerId(), Map.of())
            .getOrDefault(open.partition(), Errors.UNKNOWN_SERVER_ERROR);
    error.maybeThrow();
  }
}
