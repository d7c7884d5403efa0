import { App } from 'aws-cdk-lib';
import { readSettings } from './cdk/settings.ts';
import { buildStack } from './cdk/stack.ts';

const app = new App();
buildStack(app, readSettings(app.node));
app.synth();
