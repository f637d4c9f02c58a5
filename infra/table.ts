import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  Table as DynamoTable,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { Binding } from "./bind.ts";
import type { Stage } from "./stages.ts";

/** The one table of a stage: string keys `pk` and `sk`, no index, no stream. */
export class Table extends Construct {
  readonly table: DynamoTable;
  /** Read and write items by key; no scan, no transaction, no administration. */
  readonly items: Binding;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.table = new DynamoTable(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: "expiresAt",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: stage.retain,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.items = {
      variables: { HEED_TABLE: this.table.tableName },
      grant: (to) => this.table.grant(to, ...itemActions),
    };
  }
}

const itemActions = [
  "dynamodb:GetItem",
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
];
