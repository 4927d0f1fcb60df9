import { Global, Module } from '@nestjs/common';
import { Assets } from './assets.js';
import { AssetsPages } from './assets.pages.js';
import { KeptForms } from './kept-forms.js';
import { PageFilter } from './page.filter.js';
import { PageRenderer } from './page-renderer.js';
import { PageInterceptor } from './page.interceptor.js';
import { Theme } from './theme.js';

/** What every page stands on: layout, look, forms, files. */
@Global()
@Module({
  controllers: [AssetsPages],
  providers: [Theme, Assets, KeptForms, PageRenderer, PageInterceptor, PageFilter],
  exports: [Theme, Assets, KeptForms, PageRenderer, PageInterceptor],
})
export class WebKitModule {}
